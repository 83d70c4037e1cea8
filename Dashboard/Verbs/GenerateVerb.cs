using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Concentric.Dashboard.Demo;
using Concentric.Dashboard.Demo.Generator;
using Concentric.Data;

namespace Concentric.Dashboard.Verbs;

/// <summary><c>generate</c>: fills the store with made-up records, for measuring and for training. Ctrl+C leaves it empty.</summary>
internal static class GenerateVerb
{
    public static Command Make(VerbHost host)
    {
        var standard = new GeneratorOptions();
        var petitions = Number(GeneratorLimit.Petitions, standard.Petitions, "Verb.Generate.Petitions");
        var activities = Number(GeneratorLimit.Activities, standard.Activities, "Verb.Generate.Activities");
        var hazards = Number(GeneratorLimit.Hazards, standard.Hazards, "Verb.Generate.Hazards");
        var communities = Number(GeneratorLimit.Communities, standard.Communities, "Verb.Generate.Communities");
        var years = Number(GeneratorLimit.Years, standard.Years, "Verb.Generate.Years");
        var seed = Number(GeneratorLimit.Seed, standard.Seed, "Verb.Generate.Seed");
        var command = new Command("generate", Terminal.Line("Verb.Generate")) { petitions, activities, hazards, communities, years, seed };
        command.SetAction((line, cancellation) => host.RunAsync(
            services => services.AddSyntheticData(),
            (services, cancellationToken) => RunAsync(services, new GeneratorOptions
            {
                Petitions = line.GetValue(petitions),
                Activities = line.GetValue(activities),
                Hazards = line.GetValue(hazards),
                Communities = line.GetValue(communities),
                Years = line.GetValue(years),
                Seed = line.GetValue(seed),
            }, cancellationToken),
            cancellation,
            isAlone: true));
        return command;
    }

    private static async Task RunAsync(IServiceProvider services, GeneratorOptions options, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<StorePreparation>().Name;
        using var progress = new ProgressLine();
        try
        {
            var took = await services.GetRequiredService<StoreGenerator>().RunAsync(options, progress, cancellationToken);
            progress.Dispose();
            Terminal.Say("Verb.Generate.Done", options.Petitions, options.Activities, options.Hazards, options.Communities, options.Years,
                took.TotalSeconds, store);
        }
        catch (RealRecordsException)
        {
            throw new VerbException("Verb.Generate.RealRecords", store);
        }
        catch (OperationCanceledException)
        {
            progress.Dispose();
            throw new VerbException("Verb.Generate.Cancelled", store);
        }
    }

    private static Option<int> Number(GeneratorLimit limit, int standard, string text) => new($"--{limit.Option}")
    {
        Description = Terminal.Line(text, limit.Least, limit.Most),
        HelpName = "n",
        DefaultValueFactory = _ => standard,
        CustomParser = result => Parse(result, limit),
    };

    private static int Parse(ArgumentResult result, GeneratorLimit limit)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= limit.Least
            && value <= limit.Most) return value;
        result.AddError(Terminal.Line("Verb.Generate.OutOfRange", $"--{limit.Option}", text, limit.Least, limit.Most));
        return 0;
    }
}
