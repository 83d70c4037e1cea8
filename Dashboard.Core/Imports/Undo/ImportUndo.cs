using Concentric.Data;

namespace Concentric.Imports.Undo;

/// <summary>
/// What an import did to one record, or to several new ones in a row, so that it can be undone. Written with the import, and kept as long
/// as it may be: what a record said before may be personal.
/// </summary>
public sealed class ImportUndo : IBesideFigures
{
    /// <summary>How long an import can be undone.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public long Id { get; set; }

    /// <summary>The import.</summary>
    public long RunId { get; set; }

    /// <summary>The first of the records.</summary>
    public long FirstId { get; set; }

    /// <summary>The last of them; the same for one that was changed.</summary>
    public long LastId { get; set; }

    /// <summary>The version that the import left them with.</summary>
    public int Version { get; set; }

    /// <summary>What the record and its parts said before, as <see cref="RecordBefore"/> writes it; null for new records.</summary>
    public string? Before { get; set; }
}

/// <summary>A record that stands against undoing an import.</summary>
/// <param name="Label">Number or id.</param>
/// <param name="Reason">Key of the sentence, below <c>Undo.</c>.</param>
public sealed record UndoObstacle(string Label, string Reason);

/// <summary>An import can't be undone, because something was built on it; nothing of it was undone.</summary>
/// <param name="obstacles">Some of them.</param>
/// <param name="count">How many there are.</param>
public sealed class ImportBuiltOnException(IReadOnlyList<UndoObstacle> obstacles, int count)
    : Exception("Something was built on the import.")
{
    /// <summary>The most obstacles that are named.</summary>
    public const int MostNamed = 10;

    public IReadOnlyList<UndoObstacle> Obstacles => obstacles;

    public int Count => count;
}
