#!/usr/bin/env node
import { buildIfStale } from './build-if-stale.mjs'

if (buildIfStale()) await import('../out/main/cli.js')
else process.exitCode = 1
