using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Lists;

/// <summary>Tells of a record of any kind what the pages of all kinds must know before they read it.</summary>
public sealed class RecordStates(IDbContextFactory<DashboardDbContext> factory, RecordRegister register)
{
    /// <summary>True when there is such a record and it is archived; says nothing about whether the reader may see it.</summary>
    public async Task<bool> IsArchivedAsync(string kind, long id, CancellationToken cancellationToken)
    {
        if (register.Find(kind) is not { } known) return false;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await known.IsArchivedAsync(db, id, cancellationToken);
    }
}
