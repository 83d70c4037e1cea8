using Concentric.Data;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.CoBuilders;

/// <summary>Names that forms offer to choose from.</summary>
public sealed class CoBuilderDirectory(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>Co-builders that have not left and are not archived, by name in the reader's language.</summary>
    public async Task<IReadOnlyList<(long Id, string Name)>> PresentAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await db.CoBuilders.AsNoTracking().Where(unit => unit.ArchivedAt == null && unit.LeftOn == null)
            .Select(unit => new { unit.Id, unit.Name, unit.NameEn }).ToListAsync(cancellationToken);
        var isEnglish = System.Globalization.CultureInfo.CurrentUICulture.IsEnglish;
        return [.. rows.Select(unit => (unit.Id, Name: isEnglish ? unit.NameEn : unit.Name)).OrderBy(unit => unit.Name, NameOrder.Comparer)
            .ThenBy(unit => unit.Id)];
    }
}
