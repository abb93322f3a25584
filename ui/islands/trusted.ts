// The page's default Trusted Types policy: Turbo parses our own pages as HTML; nothing may make
// scripts or script addresses out of text.
interface Policies {
  createPolicy(name: string, rules: { createHTML(html: string): string }): unknown;
}
const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
policies?.createPolicy('default', { createHTML: (html) => html });
