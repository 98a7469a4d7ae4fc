import { decodePDFRawStream, PDFArray, PDFDocument, PDFHexString, PDFRawStream } from 'pdf-lib';

/** Windows-1252 where it differs from Latin-1: what the standard fonts of a PDF are encoded in. */
const decoder = new TextDecoder('windows-1252');

/** The texts drawn on each page, in order. */
export async function pdfTexts(bytes: Uint8Array): Promise<string[][]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  return document.getPages().map((page) => {
    const contents = page.node.Contents();
    const refs = contents instanceof PDFArray ? contents.asArray() : [];
    const code = refs.map((ref) => {
      const stream = document.context.lookup(ref);
      if (!(stream instanceof PDFRawStream)) throw new Error('a page holds something that is no content');
      return new TextDecoder('latin1').decode(decodePDFRawStream(stream).decode());
    });
    return [...code.join('\n').matchAll(/<([0-9A-Fa-f]*)> Tj/g)].map(([, hex = '']) => decoder.decode(PDFHexString.of(hex).asBytes()));
  });
}
