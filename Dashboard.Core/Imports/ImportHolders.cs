using System.Globalization;
using Concentric.Rules;

namespace Concentric.Imports;

/// <summary>
/// Who holds what only one may have, as a name: in the store, and as the rows of the file change it. Kept in the scene
/// (<see cref="ImportContext.Memory"/>).
/// </summary>
/// <typeparam name="TKey">What tells one from another.</typeparam>
public sealed class ImportHolders<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, long> holders = [];
    private readonly Dictionary<long, TKey> held = [];

    /// <summary>Notes whom the store has. What the file has changed already is as the file says.</summary>
    public void Note(long id, TKey key)
    {
        if (held.TryAdd(id, key)) holders.TryAdd(key, id);
    }

    /// <summary>A row takes a key, and lets go what its record held before; refused when another holds it.</summary>
    /// <param name="id">The record; 0 for a new one.</param>
    /// <param name="field">What a refusal names.</param>
    /// <param name="value">What the refusal shows; null for what is personal.</param>
    public void Take(ImportRow row, TKey key, long id, string field, string? value)
    {
        if (id != 0)
        {
            if (held.TryGetValue(id, out var former) && holders.GetValueOrDefault(former) == id) holders.Remove(former);
            held[id] = key;
        }

        if (!holders.TryGetValue(key, out var other)) holders[key] = id == 0 ? -row.Source.Number : id;
        else if (other < 0) row.Check.That(false, field, value, Rule.RepeatedInRow, (int)-other);
        else if (other != id) row.Check.That(false, field, value, Rule.Registered, other.ToString(CultureInfo.InvariantCulture));
    }
}
