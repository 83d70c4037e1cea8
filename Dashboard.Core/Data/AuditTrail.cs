using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Concentric.Data;

/// <summary>Lines of the audit trail about what is not a record: accounts, keys, exports, revealed data.</summary>
public static class AuditTrail
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Adds a line, which is saved together with what it tells. Values before and after must hold no secrets.</summary>
    public static void AddLine(this DashboardDbContext db, DateTime at, CurrentUser by, string kind, long id, string action,
        object? before = null, object? after = null) =>
        db.AuditEntries.Add(new AuditEntry
        {
            At = at,
            By = by.Name,
            UserId = by.UserId,
            Kind = kind,
            RecordId = id,
            Action = action,
            Before = before is null ? null : JsonSerializer.Serialize(before, Json),
            After = after is null ? null : JsonSerializer.Serialize(after, Json),
        });
}
