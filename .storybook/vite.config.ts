// A picture is a part of the page, so that the previews work from a folder, without a server.
export default {build: {target: 'es2022', assetsInlineLimit: 16_000, chunkSizeWarningLimit: 4_000}};
