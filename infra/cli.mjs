#!/usr/bin/env node
// `npx liaison`: npx may run an older Node.js, so the project's own takes over
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const own = ['node', 'node.exe'].map((name) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url)))
const node = own.find((path) => existsSync(path)) ?? process.execPath
const cli = fileURLToPath(new URL('cli.ts', import.meta.url))
const { status, error } = spawnSync(node, [cli, ...process.argv.slice(2)], { stdio: 'inherit' })
if (error) console.error(`${node} cannot be started (${error.message}). Run npm ci first.`)
process.exitCode = status ?? 1
