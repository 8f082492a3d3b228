/** The maps that say which characters the codes of East Asian fonts stand for: one file each, put into the bundle. */
const maps = import.meta.glob<string>('../../../node_modules/pdfjs-dist/cmaps/*.bcmap', {
  query: '?url&inline',
  import: 'default',
})

/** Gives the library that reads PDF files its character maps, without a file or an address to fetch. */
export class CharacterMaps {
  async fetch({ name }: { readonly name: string }): Promise<{ cMapData: Uint8Array; isCompressed: true }> {
    const load = maps[`../../../node_modules/pdfjs-dist/cmaps/${name}.bcmap`]
    if (load === undefined) throw new Error(`there is no character map ${name}`)
    const inline = await load()
    // A data: address; what follows the comma is the file in Base64.
    return { cMapData: Buffer.from(inline.slice(inline.indexOf(',') + 1), 'base64'), isCompressed: true }
  }
}
