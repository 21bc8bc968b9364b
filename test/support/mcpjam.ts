// The library would otherwise report its use over the network.
process.env.MCPJAM_TELEMETRY_DISABLED = '1';

/** An implementation of chat hosts and of an MCP client that shares no code with ours or with the protocol's SDK. */
export const {injectOpenAICompat, MCPAppsConformanceTest, MCPConformanceTest} = await import('@mcpjam/sdk');
