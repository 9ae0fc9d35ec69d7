import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// The bundle is committed, so every build of the same sources has the same names and bytes.
export default defineConfig({
  base: "/static/app/",
  plugins: [svelte()],
  publicDir: false,
  build: {
    outDir: "../src/marsad/web/static/app",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1400,
    rollupOptions: {
      input: { marsad: "src/main.ts", fonts: "src/fonts.css" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});
