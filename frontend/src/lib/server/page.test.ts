import { expect, it } from 'vitest';

import { fill } from './page';

it('writes what is told into attributes, and leaves all else', () => {
  const page = '<html data-theme="%theme%" data-url="%url%">50% %sveltekit.head%</html>';
  expect(fill(page, { theme: 'dark', url: 'https://a.b/?c=1&d="$&' })).toBe(
    '<html data-theme="dark" data-url="https://a.b/?c=1&amp;d=&quot;$&amp;">50% %sveltekit.head%</html>',
  );
});
