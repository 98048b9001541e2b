import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter(),
    // Where the backend answers is known only at run time: hooks.server.ts adds its origin.
    csp: {
      mode: 'nonce',
      directives: {
        'default-src': ['self'],
        'connect-src': ['self'],
        'img-src': ['self', 'blob:', 'data:'],
        'media-src': ['self'],
        'style-src': ['self'],
        // Positions and sizes that only the running page knows (panels, nodes, floating menus).
        'style-src-attr': ['unsafe-inline'],
        'object-src': ['none'],
        'base-uri': ['none'],
        'form-action': ['self'],
        'frame-ancestors': ['none'],
      },
    },
  },
};
