using System.CommandLine;
using Concentric.Data;

namespace Concentric.Dashboard.Verbs;

/// <summary><c>migrate</c>: creates the store or brings it up to date, for installations that do so apart from the start.</summary>
internal static class MigrateVerb
{
    public static Command Make(VerbHost host)
    {
        var command = new Command("migrate", Terminal.Line("Verb.Migrate"));
        // Every verb prepares the store first; here nothing comes after.
        command.SetAction((_, cancellationToken) => host.RunAsync(null, (services, _) =>
        {
            Terminal.Say("Verb.Migrated", services.GetRequiredService<StorePreparation>().Name);
            return Task.CompletedTask;
        }, cancellationToken));
        return command;
    }
}
