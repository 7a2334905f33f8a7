// The fields that are made of a row's own columns; the same for every Node.js peer with resolvers.
import { globalId, moment, percentOff, picture, rating, shortName } from './reads.mjs'

const id = kind => row => globalId(kind, row)
const total = row => ({ amount: row.total, currency: row.currency })

export const columns = {
  Category: { id: id('category'), picture },
  Option: { id: id('option'), priceDelta: row => ({ amount: row.price_delta, currency: row.currency }) },
  OptionGroup: { id: id('optiongroup') },
  Order: {
    id: id('order'),
    number: row => String(row.number),
    status: row => row.status.toUpperCase(),
    placedAt: row => moment(row.placed_at),
    total
  },
  OrderLine: { id: id('orderline'), total },
  Product: {
    id: id('product'),
    picture,
    price: row => ({ amount: row.price, currency: row.currency }),
    compareAtPrice: row =>
      row.compare_at_price === null ? null : { amount: row.compare_at_price, currency: row.currency },
    percentOff,
    rating
  },
  Review: { id: id('review'), createdAt: row => moment(row.created_at) },
  Store: { id: id('store'), picture, rating },
  User: { id: id('user'), name: shortName, picture },
  Viewer: { id: id('user') }
}
