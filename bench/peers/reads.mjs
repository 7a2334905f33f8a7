// Batched reads for the Node.js peers: each takes all keys of a level and answers with one prepared statement.
// Rows come back in the shape the schema has, as far as a statement can give it. No GraphQL library appears here.
import { UNITS, cellToLatLng, greatCircleDistance, gridDisk, latLngToCell } from 'h3-js'
import pg from 'pg'

pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, text => text)

// `settings` are those of a session, as for libpq's `options`.
export const connect = (...settings) =>
  new pg.Pool({ max: 10, min: 10, idleTimeoutMillis: 0, options: settings.map(own => `-c ${own}`).join(' ') })
// Prepared statements are planned once, which saves these servers a fifth of PostgreSQL's work.
const pool = connect('timezone=UTC', 'plan_cache_mode=force_generic_plan')

let statements = 0
const prepared = text => {
  const name = `s${++statements}`
  return async values => (await pool.query({ name, text, values })).rows
}

const group = (keys, rows) => {
  const found = new Map(keys.map(key => [key, []]))
  for (const row of rows) found.get(row.of).push(row)
  return keys.map(key => found.get(key))
}
const byKey = (keys, rows) => {
  const found = new Map(rows.map(row => [row.key, row]))
  return keys.map(key => found.get(key) ?? null)
}
const distinct = keys => [...new Set(keys)]

const PRODUCT = `p.id AS key, p.store_id, p.category_id, p.name, p.description, p.picture, p.unit, p.price,
  p.compare_at_price, p.currency, p.is_available AS "isAvailable", p.rating_total, p.rating_count AS "ratingCount"`
const STORE = `s.id AS key, s.name, s.picture, s.rating_total, s.rating_count AS "ratingCount",
  s.price_level AS "priceLevel"`

// One row by key.
const one = text => {
  const run = prepared(text)
  return async keys => byKey(keys, await run([distinct(keys)]))
}
export const userByKey = one('SELECT id AS key, name, picture FROM users WHERE id = ANY($1::uuid[])')
export const storeByKey = one(`SELECT ${STORE} FROM stores s WHERE s.id = ANY($1::uuid[])`)
export const productByKey = one(`SELECT ${PRODUCT} FROM products p WHERE p.id = ANY($1::uuid[])`)
export const categoryByKey = one('SELECT id AS key, name, picture FROM categories WHERE id = ANY($1::uuid[])')

// All rows of a key.
const many = text => {
  const run = prepared(text)
  return async keys => group(keys, await run([distinct(keys)]))
}
export const linesByOrder = many(`SELECT l.order_id AS of, l.id AS key, l.product_id, l.name, l.quantity, l.total,
  l.currency FROM order_lines l WHERE l.order_id = ANY($1::uuid[]) ORDER BY l.position, l.id`)
export const groupsByProduct = many(`SELECT g.product_id AS of, g.id AS key, g.name,
  g.minimum_choices AS "minimumChoices", g.maximum_choices AS "maximumChoices"
  FROM option_groups g WHERE g.product_id = ANY($1::uuid[]) ORDER BY g.position, g.id`)
export const optionsByGroup = many(`SELECT o.group_id AS of, o.id AS key, o.name, o.price_delta, o.currency,
  o.is_available AS "isAvailable" FROM options o WHERE o.group_id = ANY($1::uuid[]) ORDER BY o.position, o.id`)

// The first rows of each key.
const page = (columns, rest) => {
  const run = prepared(`SELECT k.key AS of, page.* FROM unnest($1::uuid[]) AS k(key)
    CROSS JOIN LATERAL (SELECT ${columns} ${rest} LIMIT $2) page`)
  return async (keys, first) => group(keys, await run([distinct(keys), first]))
}
export const ordersByCustomer = page(
  'o.id AS key, o.store_id, o.number, o.status, o.placed_at, o.total, o.currency',
  'FROM orders o WHERE o.customer_id = k.key ORDER BY o.placed_at DESC, o.id DESC'
)
export const productsByStore = page(PRODUCT, 'FROM products p WHERE p.store_id = k.key ORDER BY p.position, p.id')
export const reviewsByProduct = page(
  'r.id AS key, r.author_id, r.rating, r.body, r.created_at',
  'FROM reviews r WHERE r.product_id = k.key ORDER BY r.created_at DESC, r.id DESC'
)
export const relatedByProduct = page(
  PRODUCT,
  `FROM products t JOIN products p ON p.store_id = t.store_id AND p.category_id = t.category_id AND p.id <> t.id
   WHERE t.id = k.key AND p.is_available ORDER BY p.rating_count DESC, p.id`
)

// Stores around a place, nearest first, by the statement of near.py: `cells` are those close by and all around, the place
// is in degrees, `first` says how many and `metres` how far close by reaches.
export const nearStatement = ([close, cells, latitude, longitude, first, metres], columns) => {
  const within = (among, reach, condition) => `SELECT ${columns}, distance FROM (
    SELECT ${columns}, (12742018 * asin(sqrt(
      sin(radians(latitude - ${latitude}) * 0.5) ^ 2
      + cos(radians(${latitude})) * cos(radians(latitude)) * sin(radians(longitude - ${longitude}) * 0.5) ^ 2
    )))::int AS distance
    FROM stores WHERE cell = ANY(${among}::bigint[])
    AND latitude BETWEEN ${latitude} - ${reach} / 110000.0 AND ${latitude} + ${reach} / 110000.0
    AND longitude BETWEEN ${longitude} - ${reach} / (110000.0 * cos(radians(${latitude})))
      AND ${longitude} + ${reach} / (110000.0 * cos(radians(${latitude})))
  ) s WHERE distance <= ${reach} ${condition} ORDER BY distance, id LIMIT ${first}`
  return `WITH close AS MATERIALIZED (${within(close, metres, '')}),
    far AS MATERIALIZED (${within(cells, '6000::float8', `AND (SELECT count(*) FROM close) < ${first}`)})
    SELECT * FROM close WHERE (SELECT count(*) FROM close) = ${first} UNION ALL SELECT * FROM far`
}
export const STORE_COLUMNS = 'id, name, picture, rating_total, rating_count, price_level'
const RESOLUTION = 8
const REACH = 700
const RING = 750
const distance = (one, other) => greatCircleDistance(one, other, UNITS.m)
const disks = new Map()
const disk = (cell, metres) => {
  const name = `${cell}/${metres}`
  let found = disks.get(name)
  if (!found) {
    const own = cellToLatLng(cell)
    found = gridDisk(cell, Math.ceil((metres + REACH) / RING))
      .map(other => ({ key: BigInt(`0x${other}`).toString(), centre: cellToLatLng(other) }))
      .filter(other => distance(own, other.centre) <= metres + REACH)
    found.keys = `{${found.map(other => other.key)}}`
    disks.set(name, found)
  }
  return found
}
export const nearParameters = (latitude, longitude, first) => {
  const cell = latLngToCell(latitude, longitude, RESOLUTION)
  const metres = first <= 10 ? 500 : 3750
  const close = disk(cell, metres + REACH)
    .filter(other => distance(other.centre, [latitude, longitude]) <= metres + REACH)
    .map(other => other.key)
  return [`{${close}}`, disk(cell, 6000 + REACH).keys, latitude, longitude, first, metres]
}
const near = prepared(`SELECT ${STORE} FROM (${nearStatement(
  ['$1', '$2', '$3::float8', '$4::float8', '$5::int', '$6::float8'],
  STORE_COLUMNS
)}) s ORDER BY s.distance, s.id`)
export const storesNear = ({ latitude, longitude }, first) => near(nearParameters(latitude, longitude, first))

// What a row's columns become in an answer.
export const globalId = (kind, row) => `${kind}_${row.key.replaceAll('-', '')}`
export const keyOf = id => id.slice(id.indexOf('_') + 1).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
export const picture = row => (row.picture === null ? null : `/pictures/${row.picture}`)
export const rating = row =>
  row.ratingCount ? Math.floor((20 * row.rating_total + row.ratingCount) / (2 * row.ratingCount)) / 10 : null
export const percentOff = row =>
  row.compare_at_price === null ? null : Math.floor(((row.compare_at_price - row.price) * 100) / row.compare_at_price)
// PostgreSQL writes `2026-11-20 13:52:00.12+00` where the session's zone is UTC.
export const moment = text => `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).padEnd(3, '0').slice(0, 3)}Z`
export const shortName = row => {
  const parts = row.name.trim().split(' ')
  return parts.length > 1 ? `${parts[0]} ${parts.at(-1)[0]}.` : row.name
}
export const edges = rows => ({ edges: rows.map(node => ({ node })) })
