/** Written by infra/theme.ts from Fluent's design tokens. */
export const theme = {
  light:
    '--background:#ffffff;--surface:#fafafa;--sunken:#f5f5f5;--text:#242424;--muted:#424242;--line:#d1d1d1;--strong:#616161;--brand:#0f6cbd;--brand-hover:#115ea3;--on-brand:#ffffff;--link:#115ea3;--focus:#000000;--good-text:#0e700e;--good-surface:#f1faf1;--warn-text:#bc4b09;--warn-surface:#fff9f5;--bad-text:#c50f1f;--bad-surface:#fdf3f4;--bad-line:#c50f1f',
  dark: '--background:#292929;--surface:#1f1f1f;--sunken:#141414;--text:#ffffff;--muted:#d6d6d6;--line:#666666;--strong:#adadad;--brand:#115ea3;--brand-hover:#0f6cbd;--on-brand:#ffffff;--link:#479ef5;--focus:#ffffff;--good-text:#54b054;--good-surface:#052505;--warn-text:#f98845;--warn-surface:#4a1e04;--bad-text:#eeacb2;--bad-surface:#3b0509;--bad-line:#dc626d',
}
