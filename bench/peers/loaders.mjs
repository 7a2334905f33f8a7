// The reads as DataLoaders, made anew for every request, and resolvers over them: for the peers without batching of
// their own.
import DataLoader from 'dataloader'
import * as reads from './reads.mjs'
import { columns } from './resolvers.mjs'

const singles = ['userByKey', 'storeByKey', 'productByKey', 'categoryByKey', 'linesByOrder', 'groupsByProduct', 'optionsByGroup']

export class Loaders {
  constructor() {
    for (const name of singles) this[name] = new DataLoader(reads[name])
    this.pages = new Map()
  }

  // One loader for each relation and page size.
  page(name, first) {
    const label = `${name}/${first}`
    let loader = this.pages.get(label)
    if (!loader) this.pages.set(label, (loader = new DataLoader(keys => reads[name](keys, first))))
    return loader
  }
}

const one = (name, key) => (row, _, { loaders }) => loaders[name].load(row[key])
const many = name => (row, _, { loaders }) => loaders[name].load(row.key)
const page = name => async (row, { first = 20 }, { loaders }) => reads.edges(await loaders.page(name, first).load(row.key))

export const context = userId => ({ userId, loaders: new Loaders() })

export const resolvers = {
  ...columns,
  Query: {
    viewer: (_, __, { userId, loaders }) => (userId ? loaders.userByKey.load(userId) : null),
    stores: async (_, { near, first = 20 }) => reads.edges(await reads.storesNear(near, first)),
    product: (_, { id }, { loaders }) => loaders.productByKey.load(reads.keyOf(id))
  },
  Viewer: { ...columns.Viewer, orders: page('ordersByCustomer') },
  Order: { ...columns.Order, store: one('storeByKey', 'store_id'), lines: many('linesByOrder') },
  OrderLine: { ...columns.OrderLine, product: one('productByKey', 'product_id') },
  Store: { ...columns.Store, products: page('productsByStore') },
  Product: {
    ...columns.Product,
    store: one('storeByKey', 'store_id'),
    category: one('categoryByKey', 'category_id'),
    optionGroups: many('groupsByProduct'),
    reviews: page('reviewsByProduct'),
    related: page('relatedByProduct')
  },
  OptionGroup: { ...columns.OptionGroup, options: many('optionsByGroup') },
  Review: { ...columns.Review, author: one('userByKey', 'author_id') }
}
