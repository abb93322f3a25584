// Turbo ships no types; this is the part of it we use.
declare module '@hotwired/turbo' {
  export function start(): void;
  export function visit(address: string, options?: { action?: 'advance' | 'replace' }): void;
}
