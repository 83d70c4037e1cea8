namespace Concentric.Robots;

/// <summary>Who is told when a robot is refused by its platform: nobody in the group learns of it otherwise.</summary>
public interface IRobotWatch
{
    /// <param name="robot">Its id.</param>
    /// <param name="name">What administrators call it.</param>
    Task TellRefusedAsync(int robot, string name, CancellationToken cancellationToken);
}
