using System.Text.Json;
using Concentric.Lists;
using Concentric.People;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Data;

/// <summary>One line of a record's history.</summary>
/// <param name="Action">What was done, as <c>Changed</c> or the name of a step.</param>
/// <param name="Fields">What it changed; for a new record what it was entered with.</param>
public sealed record HistoryLine(long Id, DateTime At, string By, string Action, IReadOnlyList<HistoryField> Fields);

/// <summary>A field before and after; personal data is masked.</summary>
/// <param name="Name">Name of the property; for a part of the record, kind of part and property, as in <c>PetitionStep.Note</c>.</param>
/// <param name="Before">Null when there was nothing.</param>
/// <param name="After">Null when nothing is left.</param>
public sealed record HistoryField(string Name, string? Before, string? After);

/// <summary>Reads the audit trail of a single record for anybody who may read the record itself.</summary>
public sealed class RecordHistories(IDbContextFactory<DashboardDbContext> factory, RecordRegister register)
{
    /// <summary>The most lines that are read, the newest first.</summary>
    public const int MostLines = 200;

    /// <summary>The newest lines, the last first; none when the caller may not read the record.</summary>
    public async Task<IReadOnlyList<HistoryLine>> ReadAsync(Caller caller, string kind, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (register.Find(kind) is not { } known || !await known.IsReadableAsync(db, caller, id, cancellationToken)) return [];
        var entries = await db.AuditEntries.AsNoTracking().Where(entry => entry.Kind == kind && entry.RecordId == id)
            .OrderByDescending(entry => entry.Id).Take(MostLines).ToListAsync(cancellationToken);
        return [.. entries.Select(entry => new HistoryLine(entry.Id, entry.At, entry.By, entry.Action, Compare(entry.Before, entry.After)))];
    }

    private static List<HistoryField> Compare(string? before, string? after)
    {
        var (was, now) = (Flatten(before), Flatten(after));
        return [.. was.Keys.Union(now.Keys).Select(name => new HistoryField(name, was.GetValueOrDefault(name), now.GetValueOrDefault(name))).Where(field => field.Before != field.After)];
    }

    /// <summary>Values by name; several parts of a kind are told in one line each.</summary>
    private static Dictionary<string, string> Flatten(string? json)
    {
        var flat = new Dictionary<string, string>();
        if (json is null) return flat;
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object) return flat;
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Array) flat[property.Name] = string.Join("; ", property.Value.EnumerateArray().Select(Tell));
            else if (property.Value.ValueKind != JsonValueKind.Null) flat[property.Name] = property.Value.ToString();
        }
        return flat;
    }

    private static string Tell(JsonElement part) => part.ValueKind != JsonValueKind.Object
        ? part.ToString()
        : string.Join(", ", part.EnumerateObject().Where(value => value.Value.ValueKind != JsonValueKind.Null && value.Name != "At").Select(value => value.Value.ToString()));
}
