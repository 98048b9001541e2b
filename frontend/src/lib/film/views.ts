interface View {
  href: string;
  label: string;
}

/** The tabs of a film. */
export function viewsOf(projectId: string): View[] {
  const home = `/project/${projectId}`;
  return [
    { href: home, label: 'Board' },
    { href: `${home}/scene`, label: 'Scene' },
    { href: `${home}/takes`, label: 'Takes' },
    { href: `${home}/cut`, label: 'Cut' },
    { href: `${home}/canvas`, label: 'Canvas' },
    { href: `${home}/characters`, label: 'Characters' },
    { href: `${home}/assets`, label: 'Assets' },
    { href: `${home}/crew`, label: 'Crew' },
  ];
}
