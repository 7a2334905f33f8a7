// Mercurius with JIT and batched loaders, as its documentation advises for speed.
import { readFileSync } from 'node:fs'
import Fastify from 'fastify'
import mercurius from 'mercurius'
import * as reads from './reads.mjs'
import { columns } from './resolvers.mjs'

// Without the loaders' own cache no object is serialised to make its key; the reads take each key once as it is.
const loader = load => ({ loader: load, opts: { cache: false } })
const one = (read, key) => loader(queries => read(queries.map(query => query.obj[key])))
const many = read => loader(queries => read(queries.map(query => query.obj.key)))
// The queries of a level come from one field of one document, so they ask for pages of one size.
const page = read =>
  loader(async queries =>
    (await read(queries.map(query => query.obj.key), queries[0].params.first ?? 20)).map(reads.edges)
  )

const app = Fastify()
app.register(mercurius, {
  schema: readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'),
  jit: 1,
  context: request => ({ userId: request.headers['x-user-id'] }),
  resolvers: {
    ...columns,
    Query: {
      viewer: async (_, __, { userId }) => (userId ? (await reads.userByKey([userId]))[0] : null),
      stores: async (_, { near, first }) => reads.edges(await reads.storesNear(near, first ?? 20)),
      product: async (_, { id }) => (await reads.productByKey([reads.keyOf(id)]))[0]
    }
  },
  loaders: {
    Viewer: { orders: page(reads.ordersByCustomer) },
    Order: { store: one(reads.storeByKey, 'store_id'), lines: many(reads.linesByOrder) },
    OrderLine: { product: one(reads.productByKey, 'product_id') },
    Store: { products: page(reads.productsByStore) },
    Product: {
      store: one(reads.storeByKey, 'store_id'),
      category: one(reads.categoryByKey, 'category_id'),
      optionGroups: many(reads.groupsByProduct),
      reviews: page(reads.reviewsByProduct),
      related: page(reads.relatedByProduct)
    },
    OptionGroup: { options: many(reads.optionsByGroup) },
    Review: { author: one(reads.userByKey, 'author_id') }
  }
})
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
