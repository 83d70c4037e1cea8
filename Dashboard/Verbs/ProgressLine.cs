using Concentric.Dashboard.Demo.Generator;

namespace Concentric.Dashboard.Verbs;

/// <summary>How far the generator is: one line that renews itself on a terminal, a line now and then in a file.</summary>
internal sealed class ProgressLine : IProgress<GeneratorProgress>, IDisposable
{
    /// <summary>Lines of one stage in a file.</summary>
    private const int LinesPerStage = 10;

    private GeneratorProgress last;
    private int width;
    private bool began;

    public void Report(GeneratorProgress value)
    {
        if (value.Stage == GeneratorStage.Finished || (began && value.Stage == last.Stage && Part(value) == Part(last))) return;
        (last, began) = (value, true);
        var text = Terminal.Line($"Verb.Generate.{value.Stage}", value.Done, value.Total);
        if (Console.IsErrorRedirected)
        {
            Console.Error.WriteLine(text);
            return;
        }

        Console.Error.Write("\r" + text.PadRight(width));
        width = text.Length;
    }

    /// <summary>Ends the line.</summary>
    public void Dispose()
    {
        if (width > 0) Console.Error.WriteLine();
        width = 0;
    }

    private static long Part(GeneratorProgress value) =>
        value.Total == 0 ? 0 : value.Done * (Console.IsErrorRedirected ? LinesPerStage : 1_000) / value.Total;
}
