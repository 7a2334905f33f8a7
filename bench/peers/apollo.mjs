// Apollo Server, its standalone HTTP server, with DataLoader; its cache of parsed documents is on by default.
import { readFileSync } from 'node:fs'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import * as loaders from './loaders.mjs'

const server = new ApolloServer({
  typeDefs: readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'),
  resolvers: loaders.resolvers
})
await startStandaloneServer(server, {
  listen: { port: Number(process.env.PORT), host: '127.0.0.1' },
  context: async ({ req }) => loaders.context(req.headers['x-user-id'])
})
