using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Exports.Deliveries;

/// <summary>The roles whose holders a schedule may name as recipients, as its row keeps them.</summary>
public static class RecipientRoles
{
    /// <summary>Those that may have workbooks (<see cref="CurrentUser.MayExport"/>).</summary>
    public static IReadOnlyList<Role> All { get; } = [Role.Leader, Role.Analyst, Role.Worker, Role.Administrator];

    public static IReadOnlyList<Role> Read(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => EnumText.Read<Role>(one)).OfType<Role>()];

    /// <returns>Null for none.</returns>
    public static string? Write(IEnumerable<Role> roles) =>
        string.Join(',', All.Where(roles.Contains)) is { Length: > 0 } text ? text : null;
}
