using Concentric.Data.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.TestData;

/// <summary>The files that a store keeps, wherever that is.</summary>
internal static class TestFiles
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The place where a store under test keeps its files.</summary>
    public static IServiceCollection KeepFilesIn(this IServiceCollection services, FilePlace place) =>
        services.AddSingleton(new FileStoreOptions(place));

    /// <summary>Names of all files of a folder, in order.</summary>
    public static async Task<IReadOnlyList<string>> FilesAsync(this TestStore store, string folder) =>
        [.. await store.Get<FileStore>().ListAsync(folder, Stop).Select(file => file.Name).Order().ToListAsync(Stop)];

    /// <summary>A file that is there.</summary>
    public static async Task<byte[]> FileAsync(this TestStore store, string name)
    {
        var content = await store.Get<FileStore>().ReadAsync(name, Stop);
        Assert.NotNull(content);
        return content;
    }

    /// <summary>Makes a file, or leaves the one that is there, as old as if it had been put in place then.</summary>
    public static async Task LeaveAsync(this TestStore store, string name, DateTime at, byte[]? content = null)
    {
        var files = store.Get<FileStore>();
        if (content is not null || !await files.ExistsAsync(name, Stop)) await files.WriteAsync(name, content ?? "x"u8.ToArray(), Stop);
        if (files is FolderFileStore folder)
        {
            File.SetLastWriteTimeUtc(folder.PathOf(name), at);
            return;
        }

        await using var db = store.Open();
        await db.KeptFiles.Where(file => file.Name == name).ExecuteUpdateAsync(set => set.SetProperty(file => file.ChangedAt, at), Stop);
    }
}
