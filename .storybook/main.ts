import {existsSync} from 'node:fs';
import type {StorybookConfig} from '@storybook/web-components-vite';

const report = 'dist/storybook/report.html';

export default {
  // Without a config of its own Storybook takes the library's, whose plugins are not meant for it.
  framework: {name: '@storybook/web-components-vite', options: {builder: {viteConfigPath: '.storybook/vite.config.ts'}}},
  stories: ['../widgets/stories/*.mdx', '../widgets/elements/*/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-themes'],
  // The last report is at hand while one works; `npm run build` makes it anew.
  staticDirs: process.argv.includes('dev') && existsSync(report) ? [{from: `../${report}`, to: '/report.html'}] : [],
  core: {disableTelemetry: true, disableWhatsNewNotifications: true},
  // Stories have no scripts to step through.
  features: {sidebarOnboardingChecklist: false, interactions: false},
} satisfies StorybookConfig;
