import { buildIfStale } from './build-if-stale.mjs'
import { Skip } from './system/bench.mjs'
import {
  commonmarkReads,
  htmlHolds,
  libreOfficeReads,
  pandocCites,
  pandocReadsMarkdown,
} from './system/brief-forms.mjs'
import { diskFull, diskFullInWindow, disksFull } from './system/disk-full.mjs'
import { diskReadOnly } from './system/disk-read-only.mjs'
import { killedAtSystemCalls } from './system/kills.mjs'
import { packageHolds } from './system/package.mjs'
import { systemCalls } from './system/system-calls.mjs'
import { clearReport, writeCount } from './test-report.mjs'

// What needs more of the machine than `npm ci` brings. A missing tool skips its check by name and fails nothing.
const checks = [
  { name: 'a full disk loses nothing', run: diskFull },
  { name: 'a full disk of any size loses nothing', run: disksFull },
  { name: 'what is typed while the disk is full is kept, and saved with room again', run: diskFullInWindow },
  { name: 'a command that is killed at any system call of a save loses nothing', run: killedAtSystemCalls },
  { name: 'a read-only notebook is refused in words', run: diskReadOnly },
  { name: 'an import connects nowhere and is on the disk before it answers', run: systemCalls },
  {
    name: 'pandoc reads a brief in Markdown, with every footnote and every character',
    run: pandocReadsMarkdown,
  },
  { name: 'commonmark.js reads a brief in Markdown', run: commonmarkReads },
  { name: 'pandoc makes a document with its bibliography', run: pandocCites },
  { name: 'LibreOffice makes a PDF of the Word form', run: libreOfficeReads },
  { name: 'a brief in HTML is valid, accessible and fetches nothing', run: htmlHolds },
  { name: 'the app can be packaged', run: packageHolds },
]

clearReport('system')
const count = { passed: 0, failed: 0, skipped: 0 }
if (buildIfStale()) {
  for (const { name, run } of checks) count[await outcomeOf(name, run)] += 1
} else {
  count.failed += 1
}
writeCount('system', count)
console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
process.exitCode = count.failed === 0 ? 0 : 1

async function outcomeOf(name, run) {
  try {
    await run()
    console.log(`passed  ${name}`)
    return 'passed'
  } catch (error) {
    if (error instanceof Skip) {
      console.log(`skipped: ${name} (${error.message})`)
      return 'skipped'
    }
    console.log(`FAILED  ${name}\n${error.message}`)
    return 'failed'
  }
}
