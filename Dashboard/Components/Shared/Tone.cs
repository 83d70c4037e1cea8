namespace Concentric.Dashboard.Components.Shared;

public enum Tone
{
    Accent,
    Quiet,
    Good,
    Warn,
    Bad,
}
