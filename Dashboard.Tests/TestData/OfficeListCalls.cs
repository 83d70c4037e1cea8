using Concentric.Data;
using Concentric.OfficeLists;

namespace Concentric.Tests.TestData;

/// <summary>Commands on an item as it is now, for tests in which nobody else changes it.</summary>
internal static class OfficeListCalls
{
    public static async Task RetireAsync<T>(this OfficeList<T> list, CurrentUser caller, string handle, bool isRetired,
        CancellationToken cancellationToken)
        where T : OfficeListItem =>
        await list.RetireAsync(caller, handle, isRetired, await list.VersionAsync(handle, cancellationToken), cancellationToken);

    public static async Task DeleteAsync<T>(this OfficeList<T> list, CurrentUser caller, string handle, CancellationToken cancellationToken)
        where T : OfficeListItem =>
        await list.DeleteAsync(caller, handle, await list.VersionAsync(handle, cancellationToken), cancellationToken);

    public static async Task<int> MergeAsync<T>(this OfficeList<T> list, CurrentUser caller, string handle, string? into,
        CancellationToken cancellationToken)
        where T : OfficeListItem =>
        await list.MergeAsync(caller, handle, into, await list.VersionAsync(handle, cancellationToken), cancellationToken);

    /// <summary>0 for an item that the list does not offer: it is refused whatever its version is.</summary>
    private static async Task<int> VersionAsync<T>(this OfficeList<T> list, string handle, CancellationToken cancellationToken)
        where T : OfficeListItem =>
        (await list.ListAsync(cancellationToken)).FirstOrDefault(line => line.Item.Handle == handle)?.Item.Version ?? 0;
}
