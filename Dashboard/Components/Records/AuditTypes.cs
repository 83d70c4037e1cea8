using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Rhythms;
using Concentric.Robots;

namespace Concentric.Dashboard.Components.Records;

/// <summary>What the names in the audit trail stand for: entities by their kind, parts by the name of their type, terms by field.</summary>
internal static class AuditTypes
{
    private static readonly Dictionary<string, Type> Records = typeof(Record).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(Record)))
        .ToDictionary(RecordKinds.NameOf);

    private static readonly Dictionary<string, Type> Parts = typeof(Record).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IRecordPart)))
        .ToDictionary(type => type.Name);

    /// <summary>Terms of lines about what is no record.</summary>
    private static readonly Dictionary<string, Type> Terms = new()
    {
        ["Role"] = typeof(Role),
        ["Cadence"] = typeof(ExportCadence),
        ["Coverage"] = typeof(Coverage),
        ["Form"] = typeof(RobotForm),
    };

    /// <summary>Type of a value; null when nothing is known of it.</summary>
    public static Type? TypeOf(string? kind, string field) =>
        (kind is not null && Records.TryGetValue(kind, out var record) ? record.GetProperty(field)?.PropertyType : null)
        ?? Terms.GetValueOrDefault(field);

    /// <summary>The terms that the values of a part are written in; null when it is no part of a record.</summary>
    public static IReadOnlyList<Type>? TermsOf(string part) => Parts.TryGetValue(part, out var type)
        ? [.. type.GetProperties().Select(property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
            .Where(value => value.IsEnum)]
        : null;

    /// <summary>True for a part that says no more than which community takes part.</summary>
    public static bool IsCommunity(string part) => part.EndsWith("Community", StringComparison.Ordinal) && Parts.ContainsKey(part);
}
