/** The name within a flag: `authentik-url` of `--authentik-url <url>`, `no-input` of `--no-input`. */
export function flagName(flag: string): string {
  return flag.replace(/^--/, '').replace(/ .*$/, '');
}

/** The property under which commander keeps a flag: `authentikUrl`; `input` for `--no-input`. */
export function optionKey(flag: string): string {
  return flagName(flag)
    .replace(/^no-/, '')
    .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The variable that goes with a flag unless another program has named it already. */
export function variableOf(flag: string): string {
  return `AUTHENTIK_AWS_${flagName(flag).replaceAll('-', '_').toUpperCase()}`;
}
