/** The page with `%name%` in its attributes exchanged for what is told. */
export function fill(html: string, told: Readonly<Record<string, string>>): string {
  return Object.entries(told).reduce((text, [name, value]) => text.replace(`%${name}%`, () => quoted(value)), html);
}

function quoted(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
