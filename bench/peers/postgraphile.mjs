// PostGraphile: tables and columns come from its introspection, the fields are plans of its `extendSchema`.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { postgraphile } from 'postgraphile'
import { TYPES, pgSelect } from 'postgraphile/@dataplan/pg'
import { makePgService } from 'postgraphile/adaptors/pg'
import { access, context, lambda, object } from 'postgraphile/grafast'
import { parse } from 'postgraphile/graphql'
import { grafserv } from 'postgraphile/grafserv/node'
import { sql } from 'postgraphile/pg-sql2'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { extendSchema } from 'postgraphile/utils'
import { STORE_COLUMNS, connect, keyOf, nearParameters, nearStatement } from './reads.mjs'

// Fields made by an expression over the row's columns.
const made = (expression, codec = TYPES.text) => $row => $row.select(expression($row.getClassStep().alias), codec)
const id = kind => made(row => sql`${sql.literal(`${kind}_`)} || encode(uuid_send(${row}.id), 'hex')`)
const picture = made(row => sql`'/pictures/' || ${row}.picture`)
const moment = name =>
  made(row => sql`to_char(${row}.${sql.identifier(name)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)
const rating = made(
  row => sql`CASE WHEN ${row}.rating_count > 0 THEN round(${row}.rating_total::numeric / ${row}.rating_count, 1) END`,
  TYPES.float
)
const percentOff = made(
  row => sql`((${row}.compare_at_price - ${row}.price) * 100 / ${row}.compare_at_price)::int`,
  TYPES.int
)
const shortName = made(row => sql`regexp_replace(btrim(${row}.name), '^(\\S+).* (\\S)\\S*$', '\\1 \\2.')`)
const column = name => $row => $row.get(name)
const amount = name => made(row => sql`${row}.${sql.identifier(name)}::int`, TYPES.int)
const money = name => $row => object({ amount: amount(name)($row), currency: $row.get('currency') })
const moneyOrNull = name => $row =>
  lambda([amount(name)($row), $row.get('currency')], ([amount, currency]) => amount === null ? null : { amount, currency }, true)

// Lists: a connection's plan is the list itself, an edge's the row.
const page = ($rows, order, $first) => {
  for (const [attribute, direction] of order) $rows.orderBy({ attribute, direction })
  $rows.setOrderIsUnique()
  if ($first) $rows.setFirst($first)
  return $rows
}
const connection = { plans: { edges: $rows => $rows } }
const edge = { plans: { node: $row => $row } }
const BY_POSITION = [['position', 'ASC'], ['id', 'ASC']]
const NEWEST = name => [[name, 'DESC'], ['id', 'DESC']]

const PARAMETERS = [TYPES.text, TYPES.text, TYPES.float, TYPES.float, TYPES.int, TYPES.float]
const storesNear = (stores, $near, $first) => {
  const $parameters = lambda(
    [access($near, 'latitude'), access($near, 'longitude'), $first],
    ([latitude, longitude, first]) => nearParameters(latitude, longitude, first),
    true
  )
  const $stores = pgSelect({
    resource: stores,
    identifiers: [],
    args: PARAMETERS.map((pgCodec, index) => ({ step: access($parameters, index), pgCodec })),
    from: (...places) => {
      const marks = places.map((_, index) => `@${index}@`)
      const parts = nearStatement(marks, STORE_COLUMNS).split(/@(\d)@/)
      return sql`(${sql.join(parts.map((part, index) => (index % 2 ? places[part].placeholder : sql.raw(part))), '')})`
    }
  })
  for (const name of ['distance', 'id']) {
    $stores.orderBy({ fragment: sql`${$stores.alias}.${sql.identifier(name)}`, codec: TYPES.text, direction: 'ASC' })
  }
  $stores.setOrderIsUnique()
  return $stores
}

const related = (products, $product, $first) => {
  const $others = products.find({ store_id: $product.get('store_id'), category_id: $product.get('category_id') })
  $others.where(sql`${$others.alias}.is_available`)
  $others.where(sql`${$others.alias}.id <> ${$others.placeholder($product.get('id'))}`)
  return page($others, [['rating_count', 'DESC'], ['id', 'ASC']], $first)
}

const Subset = extendSchema(({ pgResources: tables }) => ({
  typeDefs: parse(
    readFileSync(new URL('schema.graphql', import.meta.url), 'utf8').replace('type Query', 'extend type Query')
  ),
  objects: {
    Query: {
      plans: {
        viewer: () => tables.users.get({ id: context().get('userId') }),
        stores: (_, { $near, $first }) => storesNear(tables.stores, $near, $first),
        product: (_, { $id }) => tables.products.get({ id: lambda($id, keyOf, true) })
      }
    },
    Viewer: {
      plans: {
        id: id('user'),
        orders: ($user, { $first }) =>
          page(tables.orders.find({ customer_id: $user.get('id') }), NEWEST('placed_at'), $first)
      }
    },
    User: { plans: { id: id('user'), name: shortName, picture } },
    Order: {
      plans: {
        id: id('order'),
        number: made(row => sql`${row}.number::text`),
        status: made(row => sql`upper(${row}.status)`),
        placedAt: moment('placed_at'),
        total: money('total'),
        store: $order => tables.stores.get({ id: $order.get('store_id') }),
        lines: $order => page(tables.order_lines.find({ order_id: $order.get('id') }), BY_POSITION)
      }
    },
    OrderLine: {
      plans: {
        id: id('orderline'),
        total: money('total'),
        product: $line => tables.products.get({ id: $line.get('product_id') })
      }
    },
    Store: {
      plans: {
        id: id('store'),
        picture,
        rating,
        ratingCount: column('rating_count'),
        priceLevel: column('price_level'),
        products: ($store, { $first }) => page(tables.products.find({ store_id: $store.get('id') }), BY_POSITION, $first)
      }
    },
    Product: {
      plans: {
        id: id('product'),
        picture,
        price: money('price'),
        compareAtPrice: moneyOrNull('compare_at_price'),
        percentOff,
        isAvailable: column('is_available'),
        rating,
        ratingCount: column('rating_count'),
        store: $product => tables.stores.get({ id: $product.get('store_id') }),
        category: $product => tables.categories.get({ id: $product.get('category_id') }),
        optionGroups: $product => page(tables.option_groups.find({ product_id: $product.get('id') }), BY_POSITION),
        reviews: ($product, { $first }) =>
          page(tables.reviews.find({ product_id: $product.get('id') }), NEWEST('created_at'), $first),
        related: ($product, { $first }) => related(tables.products, $product, $first)
      }
    },
    Category: { plans: { id: id('category'), picture } },
    OptionGroup: {
      plans: {
        id: id('optiongroup'),
        minimumChoices: column('minimum_choices'),
        maximumChoices: column('maximum_choices'),
        options: $group => page(tables.options.find({ group_id: $group.get('id') }), BY_POSITION)
      }
    },
    Option: { plans: { id: id('option'), priceDelta: money('price_delta'), isAvailable: column('is_available') } },
    Review: {
      plans: {
        id: id('review'),
        createdAt: moment('created_at'),
        author: $review => tables.users.get({ id: $review.get('author_id') })
      }
    },
    ...Object.fromEntries(['Product', 'Store', 'Order', 'Review'].flatMap(name => [[`${name}Connection`, connection], [`${name}Edge`, edge]]))
  }
}))

// The types it derives of its own stay out of the way of the subset's.
const Aside = {
  name: 'Aside',
  inflection: { replace: { tableType: (previous, _options, codec) => `Derived${previous.call(this, codec)}` } }
}

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [Subset, Aside],
  pgServices: [makePgService({ pool: connect('timezone=UTC'), schemas: ['public'] })],
  schema: { defaultBehavior: '-*' },
  grafast: { context: ({ node }) => ({ userId: node?.req.headers['x-user-id'] }), explain: false },
  grafserv: { graphqlPath: '/graphql', graphiql: false, websockets: false }
})
const server = createServer()
await instance.createServ(grafserv).addTo(server)
server.listen(Number(process.env.PORT), '127.0.0.1')
