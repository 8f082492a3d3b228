import { strFromU8, unzipSync } from 'fflate'
import { expect, onTestFinished, test, vi } from 'vitest'
import { archiveOf } from './save-files'

const text = { name: 'Quay.md', encoding: 'utf8', data: '# Köln, “quay” 🚢\n' } as const
const table = { name: 'Quay.csv', encoding: 'utf8', data: 'Who\n' } as const
const bytes = { name: 'Quay.docx', encoding: 'base64', data: btoa('\u0000\u00ffPK') } as const

test('several files are one archive that holds each of them, text and bytes', () => {
  const { name, bytes: archive } = archiveOf([text, bytes])
  expect(name).toBe('Quay.md.zip')
  const held = unzipSync(archive)
  expect(Object.keys(held)).toEqual(['Quay.md', 'Quay.docx'])
  expect(strFromU8(held['Quay.md'] ?? new Uint8Array())).toBe(text.data)
  expect([...(held['Quay.docx'] ?? [])]).toEqual([0, 255, 80, 75])
})

test('the same files give the same archive, whenever that is', () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  vi.setSystemTime(new Date('2025-03-01T10:00:00'))
  const first = archiveOf([text, bytes]).bytes
  vi.setSystemTime(new Date('2026-07-01T12:30:00'))
  expect(archiveOf([text, bytes]).bytes).toEqual(first)
})

test('archives of two forms of a brief have two names, so that neither takes the place of the other', () => {
  expect(archiveOf([table, text]).name).not.toBe(archiveOf([text, bytes]).name)
})
