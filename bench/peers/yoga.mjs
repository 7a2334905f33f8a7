// GraphQL Yoga with DataLoader and its JIT plugin; its cache of parsed and validated documents is on by default.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { useGraphQlJit } from '@envelop/graphql-jit'
import { createSchema, createYoga } from 'graphql-yoga'
import { context, resolvers } from './loaders.mjs'

const yoga = createYoga({
  schema: createSchema({ typeDefs: readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'), resolvers }),
  context: ({ request }) => context(request.headers.get('x-user-id')),
  plugins: process.env.NOJIT ? [] : [useGraphQlJit()],
  graphiql: false,
  logging: false,
  maskedErrors: false
})
createServer(yoga).listen(Number(process.env.PORT), '127.0.0.1')
