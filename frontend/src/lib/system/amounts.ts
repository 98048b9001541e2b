/** MiB as `14.6 GiB`. */
export function gib(mib: number): string {
  return `${(mib / 1024).toFixed(1)} GiB`;
}
