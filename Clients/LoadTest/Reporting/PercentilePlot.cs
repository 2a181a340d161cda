using System.Globalization;
using System.Net;
using System.Text;

namespace Actors.LoadTest.Reporting;

/// <summary>Draws latency over percentile as SVG; both axes are logarithmic, so the tail gets the room.</summary>
internal static class PercentilePlot
{
    private const double Width = 860, Height = 360, Left = 70, Right = 20, Top = 15, Bottom = 40;
    private static readonly string[] _names = ["0", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %", "99.9999 %"];

    /// <summary>One line for each named curve; curves without a point are left out.</summary>
    public static string Svg(IReadOnlyList<(string Name, IReadOnlyList<CurvePoint> Points)> curves)
    {
        var drawn = curves.Where(curve => curve.Points.Count > 0).ToList();
        if (drawn.Count == 0)
            return "<p>No samples.</p>";

        var scale = Scale.Of(drawn.SelectMany(curve => curve.Points));
        var height = Height + (18 * drawn.Count);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\">");
        Axes(svg, scale);
        for (var index = 0; index < drawn.Count; index++)
            Curve(svg, scale, index, drawn[index].Name, drawn[index].Points);
        return svg.Append("</svg>").ToString();
    }

    private static void Axes(StringBuilder svg, Scale scale)
    {
        for (var decade = 0; decade <= scale.Decades; decade++)
        {
            var x = scale.X(Math.Pow(10, decade));
            Line(svg, x, Top, x, Height - Bottom);
            Text(svg, x, Height - Bottom + 18, "middle", _names[decade]);
        }

        for (var power = scale.LowestPower; power <= scale.HighestPower; power++)
        {
            var y = scale.Y(Math.Pow(10, power));
            Line(svg, Left, y, Width - Right, y);
            var ms = Math.Pow(10, power).ToString("0.###", CultureInfo.InvariantCulture);
            Text(svg, Left - 6, y + 4, "end", ms + " ms");
        }
    }

    private static void Curve(StringBuilder svg, Scale scale, int index, string name, IReadOnlyList<CurvePoint> points)
    {
        var style = $"c{index % 8}";
        var path = string.Join(' ', points.Select(point =>
            string.Create(CultureInfo.InvariantCulture, $"{scale.X(point.OneIn):0.#},{scale.Y(point.Ms):0.#}")));
        svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"{style}\" points=\"{path}\" />");
        var y = Height + (18 * index);
        svg.Append(CultureInfo.InvariantCulture,
            $"<polyline class=\"{style}\" points=\"{Left},{y} {Left + 26},{y}\" />");
        Text(svg, Left + 34, y + 4, "start", name);
    }

    private static void Line(StringBuilder svg, double x1, double y1, double x2, double y2) =>
        svg.Append(CultureInfo.InvariantCulture,
            $"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" />");

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text) =>
        svg.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>");

    /// <summary>From rarity and milliseconds to the drawing's units.</summary>
    private sealed record Scale(int Decades, int LowestPower, int HighestPower)
    {
        public static Scale Of(IEnumerable<CurvePoint> points)
        {
            var all = points.ToList();
            var decades = (int)Math.Ceiling(Math.Log10(Math.Max(10, all.Max(point => point.OneIn))));
            var lowest = (int)Math.Floor(Math.Log10(Math.Max(0.001, all.Min(point => point.Ms))));
            var highest = (int)Math.Ceiling(Math.Log10(Math.Max(0.001, all.Max(point => point.Ms))));
            return new Scale(Math.Min(decades, _names.Length - 1), lowest, Math.Max(highest, lowest + 1));
        }

        public double X(double oneIn) =>
            Left + ((Width - Left - Right) * Math.Clamp(Math.Log10(Math.Max(1, oneIn)) / Decades, 0, 1));

        public double Y(double ms)
        {
            var part = (Math.Log10(Math.Max(0.001, ms)) - LowestPower) / (HighestPower - LowestPower);
            return Height - Bottom - ((Height - Top - Bottom) * Math.Clamp(part, 0, 1));
        }
    }
}
