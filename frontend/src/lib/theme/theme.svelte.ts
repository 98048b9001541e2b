export const THEMES = ['dark', 'light', 'system'] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_LABELS: Record<Theme, string> = {
  dark: 'Dark theme',
  light: 'Light theme',
  system: 'Theme of the system',
};

export const THEME_COOKIE = 'auteur-theme';
const ONE_YEAR = 60 * 60 * 24 * 365;

export function asTheme(text: string | undefined): Theme {
  return THEMES.find((theme) => theme === text) ?? 'dark';
}

/** What the browser paints before the first style arrives. */
export function colourScheme(theme: Theme): string {
  return theme === 'system' ? 'light dark' : theme;
}

/** The chosen theme; kept in a cookie, so that the server sends the page in it and nothing flashes. */
export class ThemeChoice {
  current = $state<Theme>('dark');

  constructor(theme: Theme) {
    this.current = theme;
  }

  choose(theme: Theme): void {
    this.current = theme;
    document.documentElement.dataset.theme = theme;
    document.cookie = `${THEME_COOKIE}=${theme};path=/;max-age=${ONE_YEAR};samesite=lax`;
  }
}
