using Spectre.Console;
using Spectre.Console.Rendering;

namespace Actors.LoadTest.Reporting;

/// <summary>The figures of a run as a table for the terminal.</summary>
internal static class ReportTable
{
    private const int TextColumns = 2;

    public static IRenderable Of(IEnumerable<SeriesReport> series)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (index, column) in ReportText.Columns.Index())
        {
            var cell = new TableColumn(Markup.Escape(column)).NoWrap();
            table.AddColumn(index < TextColumns ? cell : cell.RightAligned());
        }

        foreach (var row in series)
            table.AddRow([.. ReportText.Row(row).Select(Markup.Escape)]);
        return table;
    }
}
