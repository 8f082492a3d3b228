// breaks house/layers

export async function readLater() {
  return import('../intake/read-file')
}
