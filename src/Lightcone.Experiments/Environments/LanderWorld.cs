using Lightcone.Experiments.Physics;

namespace Lightcone.Experiments.Environments;

/// <summary>The moon, a hull and two legs on springs. Lengths in meters, a thirtieth of the original's picture.</summary>
internal sealed class LanderWorld
{
    public const double Width = 20;
    public const double Height = 40.0 / 3;
    public const double Pad = Height / 4;
    public const double LegDown = 18.0 / 30;
    public const int Heights = 12;
    private const double Scale = 30;
    private const double LegAway = 20 / Scale;
    private const int MoonCategory = 1;
    private const double TimeStep = 1.0 / 50;
    private readonly World world;

    public LanderWorld(double gravity, ReadOnlySpan<double> heights)
    {
        world = new World(new(0, -gravity));
        Ground = AddMoon(heights);
        Hull = world.AddBody(true, new(Width / 2, Height));
        Vector2D[] outline = [new(-14, 17), new(-17, 0), new(-17, -10), new(17, -10), new(17, 0), new(14, 17)];
        world.AddFixture(Hull, new ConvexShape.Polygon([.. outline.Select(static v => (1 / Scale) * v)]), new Surface { Density = 5, Friction = 0.1, Category = 0x10, Mask = MoonCategory });
        Legs = [AddLeg(-1), AddLeg(1)];
    }

    /// <summary>A floor, then the edges of the terrain from left to right.</summary>
    public Body Ground { get; }

    public Body Hull { get; }

    /// <summary>The right leg, then the left one, as in the original.</summary>
    public Body[] Legs { get; }

    /// <summary>Whether each leg counts as standing: set when any of its contacts begins, cleared when any ends.</summary>
    public bool[] Stands { get; } = new bool[2];

    /// <summary>Whether the hull has touched the ground.</summary>
    public bool Crashed { get; private set; }

    public void Step()
    {
        world.Step(TimeStep, velocityIterations: 180, positionIterations: 60);
        foreach (ContactEvent e in world.Events)
        {
            Crashed |= e.Begins && e.Concerns(Hull);
            for (int i = 0; i < 2; i++)
                if (e.Concerns(Legs[i]))
                    Stands[i] = e.Begins;
        }
    }

    // 11 points from 12 heights: each the sum of three neighbors times 0.33 (not a third: the pad lies a little low), flat in the middle.
    private Body AddMoon(ReadOnlySpan<double> heights)
    {
        double[] h = heights.ToArray();
        h.AsSpan(3, 5).Fill(Pad);
        Body moon = world.AddBody(false, default);
        world.AddFixture(moon, new ConvexShape.Edge(default, new(Width, 0)), new Surface { Category = MoonCategory });
        double[] y = new double[Heights - 1];
        for (int i = 0; i < y.Length; i++)
            y[i] = 0.33 * (h[(i + Heights - 1) % Heights] + h[i] + h[i + 1]);
        for (int i = 0; i < y.Length - 1; i++)
        {
            double width = Width / (y.Length - 1);
            world.AddFixture(moon, new ConvexShape.Edge(new(i * width, y[i]), new((i + 1) * width, y[i + 1])), new Surface { Friction = 0.1, Category = MoonCategory });
        }

        return moon;
    }

    // side -1 is the leg on the right: the spring is a motor that turns it inward to its limit.
    private Body AddLeg(int side)
    {
        double angle = side * 0.05;
        Body leg = world.AddBody(true, new((Width / 2) - (side * LegAway), Height), angle);
        world.AddFixture(leg, ConvexShape.Polygon.Rectangle(2 / Scale, 8 / Scale), new Surface { Density = 1, Category = 0x20, Mask = MoonCategory });
        world.AddJoint(new RevoluteJoint
        {
            A = Hull,
            B = leg,
            AnchorA = default,
            AnchorB = new(side * LegAway, LegDown),
            ReferenceAngle = angle,
            Motor = (0.3 * side, 40),
            Limits = side < 0 ? (0.4, 0.9) : (-0.9, -0.4),
        });
        return leg;
    }
}
