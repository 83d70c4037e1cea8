using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Nodes;

/// <summary>Sees to it that all nodes of a store keep their files in one folder.</summary>
public sealed class SharedFolder(IDbContextFactory<DashboardDbContext> factory, DataFolder folder)
{
    /// <summary>
    /// Agrees on the folder's mark with the other nodes: the first one marks its folder and writes the mark into the store, all others go
    /// by it. Where the folder has another mark or none, no file is read or written until it is there.
    /// </summary>
    /// <returns>The mark; for whoever has to put it into a folder that was moved.</returns>
    /// <exception cref="StoreException">The folder can't be written.</exception>
    public async Task<string> AgreeAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var agreed = await ReadAsync(db, cancellationToken) ?? await FirstAsync(db, cancellationToken);
        folder.Expect(agreed);
        return agreed;
    }

    private async Task<string> FirstAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        string mark;
        try
        {
            mark = folder.ReadMark() ?? folder.Mark(Guid.NewGuid().ToString("N"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreProblem.Denied, folder.Path, failure.Message, failure);
        }

        if (await StoreFacts.TryMoveAsync(db, StoreFacts.Folder, null, mark, cancellationToken)) return mark;
        // Another node was faster.
        return await ReadAsync(db, cancellationToken) ?? mark;
    }

    private static Task<string?> ReadAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        StoreFacts.ReadAsync(db, StoreFacts.Folder, cancellationToken);
}
