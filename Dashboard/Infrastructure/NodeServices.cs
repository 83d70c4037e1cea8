using Concentric.Dashboard.Settings;
using Concentric.Dashboard.Verbs;
using Concentric.Data;
using Concentric.Data.Files;
using Concentric.Nodes;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>Several processes on one store, which only SQL Server allows.</summary>
internal static class NodeServices
{
    /// <summary>In place of a secret: that one is set is no secret.</summary>
    private const string Hidden = "***";

    public static void AddNodes(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services =>
        {
            var values = services.GetRequiredService<SettingValues>();
            return new MachineConfiguration(() => SetByMachine(values));
        });
        builder.Services.AddSingleton<NodeRegister>();
        builder.Services.AddSingleton<SharedRates>();
        builder.Services.AddSingleton<SharedFolder>();
        var store = (StoreOptions)builder.Services.Last(one => one.ServiceType == typeof(StoreOptions)).ImplementationInstance!;
        if (store.Provider == StoreProvider.SqlServer) builder.Services.AddHostedService<NodeWatch>();
    }

    /// <summary>Agrees with the other nodes, and says at the terminal what is not the same. An embedded store has one process.</summary>
    /// <exception cref="StoreException">The shared folder can't be written.</exception>
    public static async Task JoinNodesAsync(this WebApplication app)
    {
        if (app.Services.GetRequiredService<StoreOptions>().Provider != StoreProvider.SqlServer) return;
        var stopping = app.Lifetime.ApplicationStopping;
        // Where files are in the database, each node has a folder of its own.
        var isShared = app.Services.GetRequiredService<FileStoreOptions>().Place == FilePlace.Folder;
        var mark = isShared ? await app.Services.GetRequiredService<SharedFolder>().AgreeAsync(stopping) : "";
        var register = app.Services.GetRequiredService<NodeRegister>();
        var folder = app.Services.GetRequiredService<DataFolder>();
        foreach (var (aspect, node, subject, here, there) in await register.BeatAsync(stopping))
        {
            if (aspect == NodeAspect.Folder && node == register.Name)
                Terminal.Complain("Node.OwnFolder", folder.Path, DataFolder.MarkFile, mark);
            else Terminal.Complain($"Node.{aspect}", node, subject, here, there);
        }

        // Once more after the first sign of life, for which whoever moves files looks before it says where they are: of a move and a start
        // at the same time one gives way.
        await app.AgreeOnFilesAsync();
    }

    /// <summary>What may differ from node to node, of what all should reckon by. Addresses and folders are each machine's own.</summary>
    private static Dictionary<string, string> SetByMachine(SettingValues values)
    {
        var set = new Dictionary<string, string>();
        foreach (var setting in SettingGroups.All.SelectMany(group => group.Settings)
            .Where(setting => setting.IsOnScreen || setting == MachineSettings.Files))
        {
            // The zone is compared by itself, as the node reckons.
            if (setting == OfficeSettings.TimeZone) continue;
            if (values.Find(setting.Key) is { } found) set[setting.Key] = setting.IsSecret ? Hidden : found.Value;
        }

        return set;
    }
}
