using Concentric.Data;
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
            .OrderBy(unit => unit.Name).Select(unit => new { unit.Id, unit.Name, unit.NameEn }).ToListAsync(cancellationToken);
        var isEnglish = System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        return [.. rows.Select(unit => (unit.Id, isEnglish ? unit.NameEn : unit.Name))];
    }
}
