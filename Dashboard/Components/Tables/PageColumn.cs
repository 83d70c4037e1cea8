using Concentric.Sheets;
using Microsoft.AspNetCore.Components;

namespace Concentric.Dashboard.Components.Tables;

/// <summary>A column of a page's table: its head, what it holds, and how that is written, on the page and in the page's file.</summary>
/// <param name="Key">Names it within the table.</param>
/// <param name="Head">In the reader's language.</param>
public sealed record PageColumn<T>(string Key, string Head)
{
    /// <summary>Its columns in a file: a moment has two, its day and its time. None for what is only on the page.</summary>
    internal IReadOnlyList<SheetColumn> Sheet { get; init; } = [];

    /// <summary>A row's cells in a file, as many as <see cref="Sheet"/> has columns.</summary>
    internal Func<T, object?[]> Cells { get; init; } = _ => [];

    /// <summary>A row's cell on the page, in words.</summary>
    internal Func<T, string> Words { get; init; } = _ => "";

    /// <summary>A row's cell on the page, where it is more than words.</summary>
    public RenderFragment<T>? Cell { get; init; }

    /// <summary>A class for the cells of a row, beside those that follow from the type.</summary>
    public Func<T, string?>? CellClass { get; init; }

    /// <summary>Words stand at the left, numbers at the right.</summary>
    public bool IsText { get; init; }

    /// <summary>What it says may take several lines.</summary>
    public bool IsWide { get; init; }

    /// <summary>It names the row for who has it read out.</summary>
    public bool IsRowHead { get; init; }

    /// <summary>False for what is in the file alone, as what the page says in the cell of another column.</summary>
    public bool IsOnPage { get; init; } = true;

    public PageColumn<T> AsRowHead() => this with { IsRowHead = true };

    public PageColumn<T> Wide() => this with { IsWide = true };

    public PageColumn<T> InFileOnly() => this with { IsOnPage = false };

    public PageColumn<T> Classed(Func<T, string?> classOf) => this with { CellClass = classOf };
}
