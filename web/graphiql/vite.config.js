// Builds the page into dist/, which is committed. Every file but index.html carries the hash of its content in its
// name, so a server may call it immutable.
import { defineConfig } from "vite";

export default defineConfig({
  base: "/graphiql/",
  build: {
    target: "es2022",
    // Nothing becomes a data: URL, so the content security policy can stay narrow.
    assetsInlineLimit: 0,
    license: { fileName: "licenses.md" },
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Monaco alone is larger than the default limit; it is loaded after the page is up.
    chunkSizeWarningLimit: 4000,
    // "use client" speaks to frameworks that render on a server; here everything is the client.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  worker: { format: "es" },
});
