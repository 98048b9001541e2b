/** Adds sources to the named directives of a content security policy, and leaves the others as they are. */
export function allow(policy: string, directives: string[], sources: string[]): string {
  return policy
    .split(';')
    .map((directive) => directive.trim())
    .map((directive) =>
      directives.some((name) => isFor(directive, name)) ? [directive, ...sources].join(' ') : directive,
    )
    .join('; ');
}

function isFor(directive: string, name: string): boolean {
  return directive.startsWith(`${name} `);
}
