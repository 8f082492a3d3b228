// breaks house/no-network

export async function page() {
  return (await import('node:https')).get('https://example.org')
}
