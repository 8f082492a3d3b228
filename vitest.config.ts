import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { findChromium } from './scripts/chromium.mjs'

const chromium = await findChromium()

/** How long an outcome is waited for. It ends the waiting as soon as it is there; a shared machine may need seconds for it. */
const OUTCOME_MS = 10_000

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: [
            'shared/**/*.test.ts',
            'electron/**/*.test.ts',
            'scripts/**/*.test.ts',
            'tests/rules/**/*.test.ts',
            'tests/evaluate/**/*.test.ts',
          ],
          environment: 'node',
          // Also where there are only two processors: these wait for the disk as often as they compute.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          // Properties take seconds where the machine is shared, and so may the closing of a notebook; no test asserts a time.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          expect: { poll: { timeout: OUTCOME_MS } },
        },
      },
      {
        plugins: [react()],
        optimizeDeps: {
          include: [
            'react',
            'react-dom/client',
            '@tiptap/core',
            '@tiptap/pm/history',
            '@tiptap/react',
            '@tiptap/starter-kit',
            'fast-check',
            'mdast-util-from-markdown',
            'mdast-util-to-markdown',
            '@tiptap/pm/model',
            '@tiptap/pm/tables',
            '@tiptap/pm/transform',
            '@tiptap/pm/state',
            '@tiptap/pm/view',
            '@tanstack/react-virtual',
            'prosemirror-search',
            'zod',
            'diff',
            'fflate',
            'vitest-browser-react',
            'axe-core',
          ],
        },
        test: {
          name: 'browser',
          include: ['renderer/**/*.test.ts', 'renderer/**/*.test.tsx'],
          testTimeout: 30_000,
          expect: { poll: { timeout: OUTCOME_MS } },
          // Keys are for one page at a time: of two pages side by side, one was seen to get none for minutes.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { ...chromium } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'torture',
          include: ['tests/torture/**/*.test.ts'],
          environment: 'node',
          // Each of them makes thousands of runs; they are short of time, and most of them of one processor.
          maxWorkers: 2,
          // Parts that start programs of their own would hold up other tests.
          sequence: { groupOrder: 2 },
          testTimeout: 900_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          environment: 'node',
          // A browser and its host are busy enough for themselves.
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
