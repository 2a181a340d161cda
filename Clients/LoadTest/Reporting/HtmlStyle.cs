namespace Actors.LoadTest.Reporting;

/// <summary>How the HTML report looks, in light and in dark.</summary>
internal static class HtmlStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --grid: #8885; }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
        h2 { margin-top: 2rem; font-size: 1.1rem; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9rem; }
        th, td { text-align: left; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid var(--grid); }
        pre { overflow: auto; padding: 1rem; border: 1px solid var(--grid); }
        .bad { color: #c33; }
        svg { width: 100%; font-size: 12px; }
        svg text { fill: currentColor; }
        svg line { stroke: var(--grid); }
        svg polyline { fill: none; stroke-width: 2; }
        .c0 { stroke: #2477b3; } .c1 { stroke: #d9730d; } .c2 { stroke: #2e9e4f; } .c3 { stroke: #b3386b; }
        .c4 { stroke: #7b5cc4; } .c5 { stroke: #8c6d31; } .c6 { stroke: #17a2b8; } .c7 { stroke: #888888; }
        """;
}
